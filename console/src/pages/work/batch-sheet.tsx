import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { call } from '../../api/client'
import { ask } from '../../api/queries'
import { ReasonField } from '../../parts/decide/reason-field'
import { Sheet } from '../../parts/sheet'
import { Failure } from '../../parts/states/failure'
import { words } from '../../words'
import { JobProgress } from './job-progress'

const { batching: said } = words.work
const OFTEN_MS = 1_000

interface BatchSheetProps {
  code: string
  onClose: () => void
}

/** Takes all events again that stopped for one reason; closing it stops nothing. */
export function BatchSheet({ code, onClose }: BatchSheetProps) {
  const [reason, setReason] = useState('')
  const begin = useMutation({
    mutationFn: () =>
      call('POST /ops/retry', { body: { filter: { code }, reason: reason.trim() } }),
  })
  const jobId = begin.data?.jobId ?? ''
  const job = useQuery({
    ...ask('GET /ops/jobs/{jobId}', { params: { jobId } }),
    enabled: jobId !== '',
    refetchInterval: ({ state }) => (state.data?.status === 'DONE' ? false : OFTEN_MS),
  })
  const shown = job.data ?? begin.data
  return (
    <Sheet
      title={said.title(code)}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            {shown === undefined ? words.decide.cancel : words.decide.done}
          </button>
          {shown === undefined && (
            <button
              type="button"
              className="button primary"
              disabled={reason.trim() === '' || begin.isPending}
              onClick={() => begin.mutate()}
            >
              {said.go}
            </button>
          )}
        </>
      }
    >
      {shown === undefined ? (
        <>
          <p>{said.text}</p>
          <ReasonField reason={reason} onChange={setReason} />
          {begin.error && <Failure error={begin.error} />}
        </>
      ) : (
        <JobProgress job={shown} />
      )}
    </Sheet>
  )
}
