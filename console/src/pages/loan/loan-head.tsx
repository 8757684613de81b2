import { Link } from '@tanstack/react-router'

import type { Story } from '../../api/answers/loans'
import { Chip } from '../../parts/chip'
import { CopyText } from '../../parts/copy-text'
import { Icon } from '../../parts/icons/icon'
import { LoanStatus } from '../../parts/loan-status'
import { Name } from '../../parts/name'
import { PageHead } from '../../parts/page-head'
import { words } from '../../words'
import { Neighbours } from './neighbours'

const CHAIN_SHOWN = 10

export function LoanHead({ story }: { story: Story }) {
  const parked = story.events.find(({ status }) => status === 'PARKED')
  const temporal = story.temporalUrl ?? undefined
  return (
    <PageHead
      title={story.loanId}
      crumbs={<Link to="/loans">{words.places.loans}</Link>}
      beside={
        <>
          <LoanStatus status={story.status} />
          {parked && <Chip tone="bad">{words.loan.statuses.PARKED}</Chip>}
        </>
      }
      actions={
        <>
          <Neighbours loanId={story.loanId} />
          {temporal !== undefined && (
            <a className="button" href={temporal} target="_blank" rel="noreferrer">
              {words.loan.temporal}
              <Icon name="external" />
            </a>
          )}
        </>
      }
    >
      <p className="page-facts">
        {story.customerId !== null && (
          <Link to="/customers/$customerId" params={{ customerId: story.customerId }}>
            <Name name={story.customerName ?? story.customerId} />
          </Link>
        )}
        <span>{story.product ?? words.loans.pushed}</span>
        <Progress story={story} />
        <span>
          {words.loan.chain}{' '}
          <CopyText text={story.chainHead} shown={story.chainHead.slice(0, CHAIN_SHOWN)} />
        </span>
      </p>
      {parked && (
        <p className="banner bad" role="status">
          <Icon name="alert" />
          {words.loan.parkedBanner}
          <Link
            to="/loans/$loanId"
            params={{ loanId: story.loanId }}
            search={{ event: parked.eventId }}
          >
            {words.loan.look}
          </Link>
        </p>
      )}
    </PageHead>
  )
}

function Progress({ story: { lmsSequence, ledgerSequence, stream } }: { story: Story }) {
  const inStep = lmsSequence === ledgerSequence && lmsSequence === stream.lastSequence
  return (
    <span>
      {inStep
        ? words.loan.inStep(lmsSequence)
        : words.loan.outOfStep(lmsSequence, ledgerSequence, stream.lastSequence)}
    </span>
  )
}
