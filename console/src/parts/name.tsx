/** A person's name, in whatever script, set apart from what stands around it. */
export function Name({ name }: { name: string | null | undefined }) {
  return <bdi className="name">{name ?? '–'}</bdi>
}
