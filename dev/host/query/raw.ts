import type { HostDataSource } from '../data-sources';
import type { Reply } from '../proxy';

export interface RawQuestion {
  /** Below the address of the server. */
  path: string;
  /** The query string of the address, without its mark. */
  search: string;
  method: string;
  body: string;
}

/**
 * A question that goes through a data source's plugin as it is, and its answer back, never compressed: Grafana leaves this path
 * out of its compression, and the plugin unpacks what the server has packed.
 */
export async function passQuestionOn(
  dataSource: HostDataSource,
  question: RawQuestion,
  signal: AbortSignal
): Promise<Reply> {
  const { resourcesRefused } = dataSource;
  return resourcesRefused === undefined
    ? askServer(dataSource, question, signal)
    : json(resourcesRefused, { message: 'Not found' });
}

const json = (status: number, body: unknown): Reply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

/** What Grafana says of a plugin whose server cannot be reached: not a word of the reason. */
const pluginFailure = json(500, {
  message: 'An error occurred within the plugin',
  messageId: 'plugin.requestFailureError',
  statusCode: 500,
  traceID: '',
});

/** Grafana's Prometheus library asks with POST, and once more with GET where the server takes offence. */
async function askServer(dataSource: HostDataSource, question: RawQuestion, signal: AbortSignal): Promise<Reply> {
  const { path, search, method, body } = question;
  const address = `${dataSource.url.replace(/\/$/, '')}/${path}`;
  const inAddress = (form: string) => fetch(`${address}?${[search, form].filter(Boolean).join('&')}`, { signal });
  try {
    if (dataSource.type === 'victoriametrics-metrics-datasource') {
      return await replyOf(inAddress(''));
    }
    if (method === 'GET') {
      return await replyOf(inAddress(body));
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await replyOf(
      fetch(search ? `${address}?${search}` : address, { method: 'POST', body, headers, signal })
    );
    return reply.status === 400 || reply.status === 405 ? await replyOf(inAddress(body)) : reply;
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return pluginFailure;
  }
}

async function replyOf(answering: Promise<Response>): Promise<Reply> {
  const answer = await answering;
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  return { status: answer.status, contentType, body: await answer.text() };
}
