import { stopRememberedServers } from './servers'

export default stopRememberedServers
