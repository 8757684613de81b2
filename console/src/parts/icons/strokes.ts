/** Drawn on 24 by 24. */
export const STROKES = {
  overview: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  work: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1.500 3h3L15 13h5',
  loans: 'M3 6h18v12H3zM12 9.500a2.500 2.500 0 1 0 0 5a2.500 2.500 0 1 0 0-5M6 9v0M18 15v0',
  journal: 'M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2zM9 8h6M9 12h6M9 16h3',
  books: 'M12 4v16M5 8h14M5 8l-3 6a3 3 0 0 0 6 0zM19 8l-3 6a3 3 0 0 0 6 0M8 20h8',
  reports: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
  audit: 'M12 3l8 3v6c0 5-3.500 8-8 9c-4.500-1-8-4-8-9V6zM9 12l2 2l4-4',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0-13M15.500 15.500L21 21',
  external: 'M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12l5 5l9-10',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6l6-6',
  right: 'M9 6l6 6l-6 6',
  left: 'M15 6l-6 6l6 6',
  up: 'M6 15l6-6l6 6',
  alert: 'M12 4l9 16H3zM12 10v4M12 17v0',
  clock: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16M12 8v4l3 2',
  undo: 'M4 9h10a5 5 0 0 1 0 10H8M4 9l4-4M4 9l4 4',
  user: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21c1-4 4-6 8-6s7 2 8 6',
  download: 'M12 4v11M7 11l5 5l5-5M5 20h14',
  columns: 'M4 5h16v14H4zM9.500 5v14M14.500 5v14',
  pair: 'M4 8h14l-3-3M20 16H6l3 3',
} as const

export type IconName = keyof typeof STROKES
