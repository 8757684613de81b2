import { useState } from 'react'

import { words } from '../words'
import { Icon } from './icons/icon'

/** A text that programs read, which a click copies. */
export function CopyText({ text, shown = text }: { text: string; shown?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <button
      type="button"
      className="copy-text"
      title={copied ? words.states.copied : `${words.states.copy} ${text}`}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      <code>{shown}</code>
      <Icon name={copied ? 'check' : 'copy'} />
    </button>
  )
}
