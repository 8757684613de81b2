import type { ReactNode } from 'react'

import { usePageTitle } from './use-page-title'

interface PageHeadProps {
  title: string
  beside?: ReactNode
  crumbs?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function PageHead({ title, beside, crumbs, actions, children }: PageHeadProps) {
  usePageTitle(title)
  return (
    <div className="page-head">
      {crumbs && <nav className="crumbs">{crumbs}</nav>}
      <div className="page-title">
        <h1>{title}</h1>
        {beside && <div className="beside">{beside}</div>}
        {actions && <div className="actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
