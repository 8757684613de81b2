import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import { AccountMenu } from './account-menu'
import { OutOfReach } from './out-of-reach'

export function Header({ onFind, onKeys }: { onFind: () => void; onKeys: () => void }) {
  return (
    <header className="header">
      <button type="button" className="find" onClick={onFind}>
        <Icon name="search" />
        <span>{words.shell.find}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <AccountMenu onKeys={onKeys} />
      <OutOfReach />
    </header>
  )
}
