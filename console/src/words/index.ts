import { en } from './en'

/** What the console says, in the language it speaks. */
export const words = en
