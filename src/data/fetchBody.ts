import { type BackendSrvRequest, getBackendSrv } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil, timeout } from 'rxjs';

export interface FetchLimits {
  signal: AbortSignal;
  timeoutMs: number;
}

/** The body that Grafana answers. Rejects with what `failureOf` names. */
export async function fetchBody(request: BackendSrvRequest, { signal, timeoutMs }: FetchLimits): Promise<unknown> {
  if (signal.aborted) {
    throw new Error('aborted');
  }
  const response = await firstValueFrom(
    getBackendSrv()
      .fetch<unknown>({ showErrorAlert: false, ...request })
      .pipe(timeout(timeoutMs), takeUntil(fromEvent(signal, 'abort')))
  );
  return response.data;
}
