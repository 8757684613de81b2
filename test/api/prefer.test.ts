import { hasUnreadableWait, preferredWait } from '../../src/api/wire/prefer'

it.each<[header: string | undefined, seconds: number | null]>([
  [undefined, null],
  ['', null],
  ['wait=10', 10],
  ['Wait = 10', 10],
  ['wait="10"', 10],
  ['respond-async, wait=5', 5],
  ['handling=lenient; note="a, wait=3", wait=7', 7],
  ['wait=5, wait=9', 5],
  ['wait=5; foo=bar', 5],
  ['wait=0', 0],
  ['wait=31', 30],
  ['wait=99999999999999999999', 30],
  ['wait=-1', null],
  ['wait=1.5', null],
  ['wait=soon', null],
  ['wait', null],
  ['waiting=5', null],
  ['respond-async', null],
])('reads %p as a wait of %p', (header, seconds) => {
  expect(preferredWait(header)).toBe(seconds)
})

it.each<[header: string | undefined, unreadable: boolean]>([
  [undefined, false],
  ['respond-async', false],
  ['waiting=5', false],
  ['wait=0', false],
  ['wait=31', false],
  ['wait=-1', true],
  ['wait=1.5', true],
  ['respond-async, wait=soon', true],
  ['wait', true],
])('holds %p for unreadable: %p', (header, unreadable) => {
  expect(hasUnreadableWait(header)).toBe(unreadable)
})
