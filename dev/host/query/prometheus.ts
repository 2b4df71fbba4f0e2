export type Sample = [seconds: number, value: string];

export interface Series {
  metric: Record<string, string>;
  value?: Sample;
  values?: Sample[];
}

/** What Loki keeps beside a line; sent apart from the stream's labels when asked for `categorize-labels`. */
export interface LabelCategories {
  structuredMetadata?: Record<string, string>;
  parsed?: Record<string, string>;
}

export interface LogStream {
  stream: Record<string, string>;
  values: Array<[nanoseconds: string, line: string, categories?: LabelCategories]>;
}

export type PrometheusData =
  { resultType: 'matrix' | 'vector'; result: Series[] } | { resultType: 'scalar' | 'string'; result: Sample };

export type QueryData = PrometheusData | { resultType: 'streams'; result: LogStream[] };

export interface QueryAnswer {
  data: QueryData;
  warnings: string[];
  infos: string[];
}

/** A failed query with the status Grafana reports for it. */
export class QueryFailure extends Error {
  constructor(
    message: string,
    readonly status: number
  ) {
    super(message);
    this.name = 'QueryFailure';
  }
}

interface Envelope {
  status?: string;
  data?: QueryData;
  errorType?: string;
  error?: string;
  warnings?: string[];
  infos?: string[];
}

function parseEnvelope(text: string): Envelope | undefined {
  try {
    return JSON.parse(text) as Envelope;
  } catch {
    return undefined;
  }
}

export function parseAnswer(text: string, status: number): QueryAnswer {
  const envelope = parseEnvelope(text);
  if (envelope?.status === 'error') {
    throw new QueryFailure(`${envelope.errorType ?? ''}: ${envelope.error ?? ''}`, status);
  }
  if (status >= 300) {
    throw new QueryFailure(`unexpected response with status code ${status}: ${text}`, status);
  }
  if (!envelope) {
    const found = JSON.stringify(text.slice(0, 1));
    throw new QueryFailure(`ReadObject: expect { or , or } or n, but found ${found}`, status);
  }
  if (!envelope.data) {
    throw new QueryFailure('no resultType found', status);
  }
  return { data: envelope.data, warnings: envelope.warnings ?? [], infos: envelope.infos ?? [] };
}

export function refusedConnection(url: string, method: string): QueryFailure {
  const { host } = new URL(url);
  return new QueryFailure(
    `${method.charAt(0)}${method.slice(1).toLowerCase()} "${url}": dial tcp ${host}: connect: connection refused`,
    502
  );
}

export async function postForm(
  url: string,
  form: Record<string, string>,
  signal: AbortSignal,
  headers: Record<string, string> = {}
): Promise<QueryAnswer> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, signal });
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    throw refusedConnection(url, 'POST');
  }
  return parseAnswer(await response.text(), response.status);
}
