import { Outlet, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { words } from '../../words'
import { KeysHelp } from '../keys/keys-help'
import { useKeys } from '../keys/use-keys'
import { Palette } from '../palette/palette'
import { SessionGate } from '../session/session-gate'
import { SignInAgain } from '../session/sign-in-again'
import { Header } from './header'
import { PLACES } from './places'
import { Rail } from './rail'

/** What stands around every page. */
export function Shell() {
  return (
    <SessionGate>
      <Frame />
      <SignInAgain />
    </SessionGate>
  )
}

function Frame() {
  const navigate = useNavigate()
  const [helping, setHelping] = useState(false)
  const [finding, setFinding] = useState(false)
  const goTo = PLACES.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })] as const)
  useKeys({ ...Object.fromEntries(goTo), '?': () => setHelping(true) })
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {words.shell.skip}
      </a>
      <Rail />
      <div className="body">
        <Header onFind={() => setFinding(true)} onKeys={() => setHelping(true)} />
        <main id="page" className="page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Palette open={finding} onOpenChange={setFinding} />
      <KeysHelp open={helping} onClose={() => setHelping(false)} />
    </div>
  )
}
