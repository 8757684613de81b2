// node pdf-texts.mjs FILE [PICTURE]: the pages of a PDF as JSON, each a list of its lines, each a list of its texts from
// left to right; with a picture of the first page where one is asked for. In a process of its own: the library has no
// CommonJS.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

const [file, picture] = process.argv.slice(2)
const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const document = await getDocument({
  data: new Uint8Array(readFileSync(file)),
  standardFontDataUrl: join(library, 'standard_fonts/'),
  verbosity: 0,
}).promise

const pages = []
for (let no = 1; no <= document.numPages; no++) {
  const { items } = await (await document.getPage(no)).getTextContent()
  const lines = new Map()
  for (const { str, transform } of items) {
    if (str.trim() === '') continue
    const height = Math.round(transform[5])
    lines.set(height, [...(lines.get(height) ?? []), { left: transform[4], str }])
  }
  const fromTop = [...lines].sort(([one], [other]) => other - one)
  pages.push(
    fromTop.map(([, texts]) => texts.sort((a, b) => a.left - b.left).map(({ str }) => str)),
  )
}
console.log(JSON.stringify(pages))

if (picture !== undefined) {
  const { createCanvas } = await import('@napi-rs/canvas')
  const page = await document.getPage(1)
  const viewport = page.getViewport({ scale: 1.6 })
  const canvas = createCanvas(viewport.width, viewport.height)
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise
  writeFileSync(picture, await canvas.encode('png'))
}
