/** An amount said in relation to what is open, so that the borders are hit often. */
export type Amount = { ofOpen: number } | { minor: bigint }
