import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostDataSource } from './data-sources';
import { abandonment, bodyOf, send, sendJson } from './http';

/** Passes a request on to the server behind a data source, below its base address. */
export async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  dataSource: HostDataSource | undefined,
  target: string
): Promise<void> {
  if (!dataSource) {
    sendJson(response, 404, { message: 'Data source not found' });
    return;
  }
  const signal = abandonment(response);
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(await bodyOf(request));
  try {
    const answer = await fetch(`${dataSource.url.replace(/\/$/, '')}/${target}`, {
      method,
      body,
      signal,
      headers:
        body === undefined
          ? {}
          : { 'content-type': request.headers['content-type'] ?? 'application/x-www-form-urlencoded' },
    });
    send(
      response,
      answer.status,
      answer.headers.get('content-type') ?? 'application/json',
      Buffer.from(await answer.arrayBuffer())
    );
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    sendJson(response, 502, { message: 'Bad Gateway' });
  }
}
