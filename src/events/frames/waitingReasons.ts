/** What a container is said to wait for while its pod or it cannot be created; the metrics are asked for the same. */
const reasons: ReadonlySet<string> = new Set(['ContainerCreating', 'RunContainerError', 'CreateContainerError']);

export const isWaitingReason = (reason: string): boolean => reasons.has(reason);
