import { measureCores } from './measure-slowness'

export default measureCores
