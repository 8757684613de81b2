import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'

import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import { useChoices } from './use-choices'
import type { Choice } from './use-choices'

const LIST_ID = 'palette-list'

export function Finder({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState(0)
  const { choices, busy } = useChoices(text)
  const at = Math.min(wanted, choices.length - 1)
  const go = (choice: Choice | undefined) => {
    if (choice === undefined) return
    onDone()
    void navigate({ to: choice.to })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setWanted(Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setWanted(Math.max(at - 1, 0))
    else if (event.key === 'Enter') go(choices[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="finder">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={words.palette.title}
          aria-expanded="true"
          aria-controls={LIST_ID}
          aria-activedescendant={choices[at] && idOf(at)}
          placeholder={words.palette.hint}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setWanted(0)
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="choices" role="listbox" id={LIST_ID} aria-label={words.palette.title}>
        {choices.map((choice, index) => (
          <Option
            key={choice.key}
            choice={choice}
            id={idOf(index)}
            heads={choices[index - 1]?.group !== choice.group}
            chosen={index === at}
            onChoose={() => go(choice)}
          />
        ))}
      </div>
      {choices.length === 0 && !busy && <p className="hint padded">{words.palette.nothing}</p>}
    </>
  )
}

interface OptionProps {
  choice: Choice
  id: string
  heads: boolean
  chosen: boolean
  onChoose: () => void
}

function Option({ choice, id, heads, chosen, onChoose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <>
      {heads && (
        <p className="menu-title" role="presentation">
          {choice.group}
        </p>
      )}
      <div
        ref={element}
        id={id}
        role="option"
        aria-selected={chosen}
        className="choice"
        onClick={onChoose}
      >
        <strong>{choice.title}</strong>
        <span dir="auto">{choice.detail}</span>
      </div>
    </>
  )
}

function idOf(index: number): string {
  return `palette-choice-${index}`
}
