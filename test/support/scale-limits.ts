import { patience } from './patience'

/** Ample for the longest test on an idle machine. */
jest.setTimeout(patience(300_000))
