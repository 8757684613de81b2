import { Dialog } from '@base-ui/react/dialog'

import { words } from '../../words'
import { SignInForm } from './sign-in-form'
import { useSignedOut } from './signed-out'

/** Over the page when a session has ended: what is on the page stays, and goes on afterwards. */
export function SignInAgain() {
  const open = useSignedOut()
  return (
    <Dialog.Root open={open} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog sign-in-dialog">
          <Dialog.Title>{words.signIn.again}</Dialog.Title>
          <SignInForm />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
