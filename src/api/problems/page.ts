import { STATUS_CODES } from 'node:http'

import type { ProblemKind } from './problem-kind'

/** What a kind of problem means, for whoever follows its `type`. */
export function problemPage(code: string, { status, meaning, remedy }: ProblemKind): string {
  const paragraphs = [meaning, remedy].filter((text) => text !== undefined)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${code}</title>
<link rel="icon" href="data:,">
</head>
<body>
<h1>${code}</h1>
<p>${status} ${STATUS_CODES[status] ?? ''}</p>
${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
<p><a href="/docs">Reference</a></p>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
