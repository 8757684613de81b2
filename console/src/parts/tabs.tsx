import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface TabsProps<Name extends string> {
  label: string
  tabs: readonly { name: Name; title: string; content: ReactNode }[]
  shown: Name
  onShow: (name: Name) => void
}

export function Tabs<Name extends string>({ label, tabs, shown, onShow }: TabsProps<Name>) {
  return (
    <BaseTabs.Root value={shown} onValueChange={(name: Name) => onShow(name)}>
      <BaseTabs.List className="tabs" aria-label={label}>
        {tabs.map(({ name, title }) => (
          <BaseTabs.Tab key={name} value={name} className="tab">
            {title}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map(({ name, content }) => (
        <BaseTabs.Panel key={name} value={name} className="tab-panel">
          {content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
