export interface LabelledPage {
  page: string
  /** Where the page came from; its samples get it as their `instance`. */
  instance?: string
}

interface Family {
  comments: string[]
  samples: string[]
}

/**
 * One page out of those of several processes of one part: each family stands once, as the text
 * format demands, and samples are told apart by their instance.
 */
export function mergePages(pages: readonly LabelledPage[]): string {
  const families = new Map<string, Family>()
  for (const { page, instance } of pages) {
    let family: Family = { comments: [], samples: [] }
    const described = new Set<string>()
    for (const line of page.split('\n')) {
      const name = /^# (?:HELP|TYPE) (\S+)/.exec(line)?.[1]
      if (name !== undefined) {
        const known = families.get(name)
        if (known === undefined) described.add(name)
        family = known ?? { comments: [], samples: [] }
        families.set(name, family)
        if (described.has(name)) family.comments.push(line)
      } else if (line !== '' && !line.startsWith('#')) {
        family.samples.push(instance === undefined ? line : withInstance(line, instance))
      }
    }
  }
  const lines = [...families.values()].flatMap(({ comments, samples }) => [...comments, ...samples])
  return `${lines.join('\n')}\n`
}

function withInstance(sample: string, instance: string): string {
  const [, name = '', labels, value = ''] = /^([^{\s]+)(?:\{(.*)\})?(\s.*)$/.exec(sample) ?? []
  const all = [`instance=${JSON.stringify(instance)}`, ...(labels ? [labels] : [])]
  return `${name}{${all.join(',')}}${value}`
}
