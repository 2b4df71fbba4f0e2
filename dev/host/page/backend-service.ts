import { AppEvents, type EventBusExtended } from '@grafana/data';
import { config, type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';
import { roleHeader } from '../permissions';
import { createRequestQueue } from './request-queue';

/** How long a caller has to mark an error as handled before it is shown, as in Grafana. */
const HANDLING_GRACE_MS = 50;

function addressOf({ url, params }: BackendSrvRequest): string {
  const address = url.startsWith('/') || /^https?:/.test(url) ? url : `/${url}`;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((params ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) {
        search.append(name, String(one));
      }
    }
  }
  const query = search.toString();
  return query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

function initOf(request: BackendSrvRequest, signal: AbortSignal): RequestInit {
  const headers = new Headers({ accept: 'application/json, text/plain, */*', ...request.headers });
  headers.set(roleHeader, config.bootData.user.orgRole);
  const { data } = request as { data?: unknown };
  const raw =
    typeof data === 'string' || data instanceof URLSearchParams || data instanceof Blob || data instanceof FormData;
  if (data !== undefined && !raw && !headers.has('content-type')) {
    headers.set('content-type', 'application/json');
  }
  return {
    method: request.method ?? 'GET',
    headers,
    body: data === undefined ? undefined : raw ? data : JSON.stringify(data),
    signal,
  };
}

async function parseBody(response: Response, responseType: BackendSrvRequest['responseType']): Promise<unknown> {
  switch (responseType) {
    case 'arraybuffer':
      return response.arrayBuffer();
    case 'blob':
      return response.blob();
    case 'text':
      return response.text();
    default: {
      const text = await response.text();
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return responseType === 'json' ? {} : text;
      }
    }
  }
}

function cancelled(request: BackendSrvRequest): FetchError {
  return {
    type: 'cancelled',
    cancelled: true,
    data: null,
    status: -1,
    statusText: 'Request was aborted',
    config: request,
  } as FetchError;
}

function isMessage(data: unknown): data is { message: string } {
  return typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string';
}

export function createBackendService(events: EventBusExtended): BackendSrv {
  const running = new Map<string, () => void>();
  const queue = createRequestQueue();

  function announce(error: FetchError): void {
    const { showErrorAlert } = error.config;
    window.setTimeout(() => {
      if (error.isHandled !== true && showErrorAlert !== false && error.status >= 0) {
        const text = isMessage(error.data) ? error.data.message : error.statusText;
        events.emit(error.status < 500 ? AppEvents.alertWarning : AppEvents.alertError, [text ?? 'Request failed', '']);
      }
    }, HANDLING_GRACE_MS);
  }

  function fetchOnce<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
    return queue.inTurn(request.url, fetchNow<T>(request));
  }

  function fetchNow<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
    return new Observable((subscriber) => {
      const controller = new AbortController();
      const abort = (): void => controller.abort();
      const { requestId, abortSignal } = request;
      if (requestId !== undefined) {
        running.get(requestId)?.();
        running.set(requestId, abort);
      }
      if (abortSignal?.aborted === true) {
        abort();
      }
      abortSignal?.addEventListener('abort', abort);
      const run = async (): Promise<void> => {
        const response = await fetch(addressOf(request), initOf(request, controller.signal));
        const data = (await parseBody(response, request.responseType)) as T;
        const { status, statusText, ok, headers, redirected, type, url } = response;
        if (!ok) {
          throw { status, statusText, data, config: request } satisfies FetchError;
        }
        subscriber.next({ data, status, statusText, ok, headers, redirected, type, url, config: request });
        subscriber.complete();
      };
      run().catch((error: unknown) => {
        if (controller.signal.aborted) {
          subscriber.error(cancelled(request));
          return;
        }
        const failure: FetchError =
          error instanceof Error
            ? {
                status: 0,
                statusText: 'Error',
                data: { message: error.message, error: error.message },
                config: request,
              }
            : (error as FetchError);
        announce(failure);
        subscriber.error(failure);
      });
      return () => {
        abortSignal?.removeEventListener('abort', abort);
        if (requestId !== undefined && running.get(requestId) === abort) {
          running.delete(requestId);
        }
        abort();
      };
    });
  }

  async function request<T>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(fetchOnce<T>(options))).data;
  }

  return {
    fetch: fetchOnce,
    request,
    datasourceRequest: (options) => lastValueFrom(fetchOnce(options)),
    chunked: () => {
      throw new Error('Chunked responses are not available in the stand-in host');
    },
    get: (url, params, requestId, options) => request({ ...options, method: 'GET', url, params, requestId }),
    delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
    post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
    patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
    put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
  };
}
