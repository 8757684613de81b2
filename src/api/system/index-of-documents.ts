import type { openApiDocument } from '../openapi/document'

type Document = ReturnType<typeof openApiDocument>

/**
 * An index of what there is to read, for programs that read documentation: a line for each
 * operation, by its tag, with where the reference has it.
 */
export function indexOfDocuments({ info, tags = [], paths = {} }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({
      ...(operation as { summary?: string; tags?: string[] }),
      ...{ method: method.toUpperCase(), path },
    })),
  )
  const sections = tags.map(({ name }) =>
    [
      `## ${name}`,
      '',
      ...operations
        .filter((operation) => operation.tags?.includes(name))
        .map(({ summary, method, path }) => {
          const anchor = `#tag/${name.toLowerCase()}/${method}${path}`
          return `- [${summary ?? path}](/docs${anchor}): \`${method} ${path}\``
        }),
    ].join('\n'),
  )
  return `${[
    `# ${info.title}`,
    `> ${info.description ?? ''}`,
    '- [OpenAPI document](/openapi.json)\n- [Reference](/docs)',
    ...sections,
  ].join('\n\n')}\n`
}
