import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { call } from '../../api/client'
import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import { useSession } from '../session/session-context'
import { THEMES, currentTheme, setTheme } from './theme'
import type { Theme } from './theme'

const MENU_ID = 'account-menu'

/** Who is signed in; below it, what they can change for themselves. */
export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const { user, role } = useSession()
  return (
    <div className="account-place">
      <button type="button" className="account" popoverTarget={MENU_ID}>
        <Icon name="user" />
        <span className="unseen">{words.shell.account}</span>
        <bdi>{user.name}</bdi>
        <span className="hint">{role}</span>
        <Icon name="down" />
      </button>
      <div id={MENU_ID} popover="auto" className="menu">
        <Businesses />
        <Colours />
        <button
          type="button"
          className="menu-item"
          popoverTarget={MENU_ID}
          popoverTargetAction="hide"
          onClick={onKeys}
        >
          {words.shell.keys} <kbd>?</kbd>
        </button>
        <SignOut />
      </div>
    </div>
  )
}

function Businesses() {
  const { businesses, business } = useSession()
  const client = useQueryClient()
  if (businesses.length < 2) return null
  const moveTo = async (businessId: string) => {
    await call('PUT /session/business', { body: { businessId } })
    client.clear()
    window.location.assign('/console/')
  }
  return (
    <fieldset>
      <legend className="menu-title">{words.shell.business}</legend>
      {businesses.map(({ id, name }) => (
        <label key={id} className="menu-item">
          {name}
          <input
            type="radio"
            name="business"
            checked={id === business.id}
            onChange={() => void moveTo(id)}
          />
        </label>
      ))}
    </fieldset>
  )
}

function Colours() {
  const [chosen, showChosen] = useState(currentTheme)
  const choose = (theme: Theme) => {
    setTheme(theme)
    showChosen(theme)
  }
  return (
    <fieldset>
      <legend className="menu-title">{words.shell.colours}</legend>
      {THEMES.map((theme) => (
        <label key={theme} className="menu-item">
          {words.shell[theme]}
          <input
            type="radio"
            name="colours"
            checked={theme === chosen}
            onChange={() => choose(theme)}
          />
        </label>
      ))}
    </fieldset>
  )
}

function SignOut() {
  const client = useQueryClient()
  const signOut = async () => {
    await call('DELETE /session').catch(() => undefined)
    client.clear()
    window.location.assign('/console/')
  }
  return (
    <button type="button" className="menu-item" onClick={() => void signOut()}>
      {words.shell.signOut}
    </button>
  )
}
