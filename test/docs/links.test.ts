import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'
import { succeed } from '../support/command'

const documentation = filesIn('docs').filter((path) => path.endsWith('.md'))
const pages = [
  ...readdirSync(projectRoot).filter((name) => name.endsWith('.md')),
  ...filesIn('.github').filter((path) => path.endsWith('.md')),
  ...documentation,
]

/** A path of the project's own in prose, as `src/domain`. */
const OWN_PATH = /`((?:activities|bench|docker|docs|prisma|scripts|src|test|workflows)\/[\w./-]*)`/g

describe('The documentation', () => {
  it.each(pages)('%s links to files and headings that are there', (page) => {
    expect(linksOf(page).filter((target) => !resolves(page, target))).toEqual([])
  })

  it.each(pages)('%s names folders and files that are there', (page) => {
    const named = [...read(page).matchAll(OWN_PATH)].map(([, path = '']) => path)
    expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
  })

  it('lists every page in docs/README.md or in the index of its folder', () => {
    const indexes = documentation.filter((page) => basename(page) === 'README.md')
    const listed = indexes.flatMap((page) =>
      linksOf(page).map((target) => join(dirname(page), target.replace(/#.*/, ''))),
    )
    expect(documentation.filter((page) => !listed.includes(page)).toSorted()).toEqual([
      'docs/README.md',
    ])
  })

  it('lies where code, scripts and tests say', () => {
    const named = [
      'src',
      'workflows',
      'activities',
      'bench',
      'scripts',
      'test',
      'docker',
      '.github',
    ]
      .flatMap(filesIn)
      .filter((path) => !/^src\/generated\/|^test\/replay\/histories\//.test(path))
      .flatMap((path) =>
        [...read(path).matchAll(/\bdocs\/[\w/-]+\.(?:md|svg)\b/g)].map(([name]) => name),
      )
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((name) => !existsSync(join(projectRoot, name)))).toEqual([])
  })

  it('names commands that exist, with options that they have', async () => {
    const used = new Set(pages.flatMap((page) => commandsOf(read(page))))
    expect(used.size).toBeGreaterThan(10)
    const helps = new Map<string, Promise<string>>()
    const helpOf = (...names: string[]) => {
      const known = helps.get(names.join(' ')) ?? succeed(...names, '--help')
      helps.set(names.join(' '), known)
      return known
    }
    const wrong = await Promise.all(
      [...used].map(async (text) => ((await isKnown(text, helpOf)) ? [] : [text])),
    )
    expect(wrong.flat()).toEqual([])
  })
})

/** All files below a folder, by their paths in the project. */
function filesIn(folder: string): string[] {
  const path = join(projectRoot, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)))
}

function read(page: string): string {
  return readFileSync(join(projectRoot, page), 'utf8')
}

/** The page's own text: examples in fenced blocks link to nothing. */
function proseOf(page: string): string {
  return read(page).replaceAll(/^```.*?^```/gms, '')
}

/** Targets within the project. */
function linksOf(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target))
}

function resolves(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(projectRoot, file))) return false
  return anchor === undefined || anchorsOf(file).includes(anchor)
}

/** The anchors that GitHub gives a page's headings. */
function anchorsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** What stands behind `./loansaga`, as far as it is words and options. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/\.\/loansaga((?: +(?:[^\s`|;"'\\]+|"[^"\n]*"|'[^'\n]*'))*)/g)]
    .map(([, rest = '']) => rest.trim())
    .filter((rest) => /^[a-z-]/.test(rest))
}

async function isKnown(
  text: string,
  helpOf: (...names: string[]) => Promise<string>,
): Promise<boolean> {
  const words = text.split(/ +/)
  const [first = '', second = ''] = words
  const program = await helpOf()
  if (first.startsWith('-')) return program.includes(first)
  if (!listsCommand(program, first)) return false
  const help = await helpOf(first)
  const isGroup = help.includes('\nCommands:')
  if (isGroup && second !== '' && !second.startsWith('-') && !listsCommand(help, second)) {
    return false
  }
  const own = isGroup && second !== '' ? await helpOf(first, second) : help
  return words.filter((word) => word.startsWith('--')).every((option) => listsOption(own, option))
}

function listsCommand(help: string, name: string): boolean {
  return new RegExp(`^ {2}${name}(?: |$)`, 'm').test(help)
}

function listsOption(help: string, option: string): boolean {
  const [name = ''] = option.split('=')
  return new RegExp(`(?:^|[ ,])${name.replace(/[^a-z-]+$/, '')}(?:[ ,]|$)`, 'm').test(help)
}
