import type { IncomingMessage } from 'node:http';
import type { HostDataSource } from './data-sources';
import { bodyOf } from './http';

export interface Reply {
  status: number;
  contentType: string;
  body: string | Buffer;
}

/**
 * Grafana's proxy before a data source: pkg/api/pluginproxy/ds_proxy.go. Whom the server does not let in is told so with HTTP
 * 400; of a server that cannot be reached not a word.
 */
export async function passOn(
  request: IncomingMessage,
  dataSource: HostDataSource,
  target: string,
  signal: AbortSignal
): Promise<Reply> {
  const { method = 'GET' } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(await bodyOf(request));
  const contentType = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  try {
    const answer = await fetch(`${dataSource.url.replace(/\/$/, '')}/${target}`, {
      method,
      body,
      signal,
      headers: body === undefined ? {} : { 'content-type': contentType },
    });
    return answer.status === 401
      ? text(400, 'Authentication to data source failed')
      : {
          status: answer.status,
          contentType: answer.headers.get('content-type') ?? 'application/json',
          body: Buffer.from(await answer.arrayBuffer()),
        };
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return text(502, '');
  }
}

/** What Grafana's view of a data source's rules makes of the proxy's answer: pkg/services/ngalert/api/util.go. */
export function rulesReply(reply: Reply): Reply {
  const { status, contentType, body } = reply;
  if (status >= 400) {
    return message(status, refusalIn(contentType, body.toString()));
  }
  return contentType.includes('json')
    ? reply
    : message(500, `unexpected content type from upstream. expected JSON, got ${contentType}`);
}

function refusalIn(contentType: string, body: string): string {
  if (contentType.startsWith('text/html')) {
    return 'redacted html';
  }
  if (!contentType.startsWith('application/json')) {
    return body;
  }
  const said = (JSON.parse(body) as { message?: unknown }).message;
  return typeof said === 'string' ? said : body;
}

const text = (status: number, body: string): Reply => ({ status, contentType: 'text/plain', body });

const message = (status: number, said: string): Reply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify({ message: said }),
});
