const rules = new Intl.PluralRules('en')
const numbers = new Intl.NumberFormat('en')

export function plural(count: number, one: string, other: string): string {
  return `${numbers.format(count)} ${rules.select(count) === 'one' ? one : other}`
}
