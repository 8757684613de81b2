/** An id that was taken before today's rule of ids: whoever names it goes on by exactly this text. */
export class StandingId {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
