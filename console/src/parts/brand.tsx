export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" />
        <path d="M9 8v16h6M15 20c3 0 8-1 8-4.500s-7-2-7-5 4-3.500 6.500-2" />
      </svg>
      Loansaga
    </span>
  )
}
