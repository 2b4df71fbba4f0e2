import { grafanaVersions } from '../dev/host/libraries';

/** Grafana under test: the stand-ins of both versions, or the one that the environment names. */
export const isGivenGrafana = process.env.GRAFANA_URL !== undefined;

export const testedHosts = isGivenGrafana ? (['given'] as const) : grafanaVersions;

/** The servers run elsewhere: what else a test starts is not within Grafana's reach. */
export const isGivenStack = process.env.STACK_URL !== undefined;
