export { loan } from './loan'
