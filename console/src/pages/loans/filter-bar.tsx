import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

import { useKeys } from '../../app/keys/use-keys'
import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import type { LoanFilter } from './loan-filter'
import { PRESETS } from './presets'

const TYPED_MS = 200
const NOT_A_CHIP = ['q', 'sort']

/** The address is the filter: each chip is a part of it that a click takes away. */
export function FilterBar({ filter }: { filter: LoanFilter }) {
  const chips = (Object.keys(filter) as (keyof LoanFilter)[]).filter(
    (name) => filter[name] !== undefined && !NOT_A_CHIP.includes(name),
  )
  return (
    <div className="filters">
      <TextFilter filter={filter} />
      <nav className="presets" aria-label={words.loans.presets}>
        {PRESETS.map((preset) => (
          <Link
            key={preset.label}
            to="/loans"
            search={preset.filter}
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{ 'aria-current': 'true' }}
          >
            {preset.label}
          </Link>
        ))}
      </nav>
      {chips.length > 0 && (
        <div className="narrowed" role="group" aria-label={words.loans.narrowedBy}>
          {chips.map((name) => (
            <Link
              key={name}
              className="removable"
              to="/loans"
              search={without(filter, name)}
              title={words.loans.remove(words.loans.chip[name])}
            >
              {words.loans.chip[name]}: <strong>{filter[name]}</strong>
              <Icon name="close" />
            </Link>
          ))}
        </div>
      )}
    </div>
  )
}

function TextFilter({ filter }: { filter: LoanFilter }) {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(filter.q ?? '')
  useKeys({ '/': () => input.current?.focus() })
  const { q = '' } = filter
  useEffect(() => {
    if (text.trim() === q) return undefined
    const search = text.trim() === '' ? without(filter, 'q') : { ...filter, q: text.trim() }
    const timer = setTimeout(() => void navigate({ to: '/loans', search, replace: true }), TYPED_MS)
    return () => clearTimeout(timer)
  }, [text, q, filter, navigate])
  return (
    <input
      ref={input}
      type="search"
      className="text-filter"
      aria-label={words.loans.filter}
      placeholder={words.loans.filter}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

function without(filter: LoanFilter, name: keyof LoanFilter): LoanFilter {
  return Object.fromEntries(Object.entries(filter).filter(([other]) => other !== name))
}
