import { type FetchError } from '@grafana/runtime';
import { AnswerError } from './answerError';
import { failureOf, type QueryFailureKind } from './queryFailure';

const failed = (status: number, data: unknown) =>
  failureOf('memory', { status, statusText: '', data, config: { url: '' } } as FetchError, false).kind;

/** As Grafana hands on what the server behind a data source said: HTTP 400, the error beside the question. */
const handedOn = (error: string) => failed(400, { results: { memory: { error, status: 400 } } });

describe('what a server or a proxy before it answers', () => {
  it.each<[number, QueryFailureKind]>([
    [401, 'credentials'],
    [403, 'sourceForbids'],
    [404, 'notFound'],
    [413, 'queryTooLong'],
    [414, 'queryTooLong'],
    [429, 'tooManyRequests'],
    [431, 'queryTooLong'],
    [502, 'gateway'],
    [503, 'gateway'],
    [504, 'timeout'],
    [418, 'rejected'],
  ])('with status %i is called %s, in the words of old and new versions', (status, kind) => {
    expect(handedOn(`unexpected response with status code ${status}: <html><h1>${status}</h1></html>`)).toBe(kind);
    expect(handedOn(`client_error: client error: ${status}`)).toBe(kind);
  });

  it.each<[QueryFailureKind, string]>([
    ['overLimit', 'execution: query processing would load too many samples into memory in query execution'],
    ['overLimit', 'bad_data: exceeded maximum resolution of 11,000 points per timeseries.'],
    [
      'overLimit',
      'execution: the query exceeded the maximum number of series (limit: 100000 series) (err-mimir-max-series-per-query)',
    ],
    [
      'overLimit',
      'execution: the query exceeded the aggregated chunks size limit (limit: 1 bytes) (err-mimir-max-chunks-bytes-per-query)',
    ],
    ['overLimit', 'execution: the query hit the max number of series limit (limit: 100000 series)'],
    ['overLimit', 'execution: the query hit the max number of chunks limit while fetching chunks (limit: 2000000)'],
    [
      'overLimit',
      'the number of matching timeseries exceeds 300000; either narrow down the search or increase -search.max*',
    ],
    [
      'overLimit',
      'cannot select more than -search.maxSamplesPerQuery=1000000000 samples; possible solutions: increase it',
    ],
    ['overLimit', 'not enough memory for processing 1000 data points across 100 time series'],
    ['overLimit', 'rpc error: code = ResourceExhausted desc = exceeded series limit: limit 50000 violated (got 50001)'],
    ['rangeTooLong', 'execution: the query time range exceeds the limit (query length: 721h, limit: 720h)'],
    ['rangeTooLong', 'the query time range exceeds the limit (err-mimir-max-total-query-length)'],
    ['queryTooLong', "too long query; got 20000 bytes; mustn't exceed `-search.maxQueryLen=16384` bytes"],
    ['queryTooLong', 'the raw query size in bytes exceeds the limit (err-mimir-max-query-expression-size-bytes)'],
    ['tooManyRequests', 'unexpected response with status code 429: too many outstanding requests'],
    ['tooManyRequests', 'the request has been rejected (err-mimir-tenant-max-request-rate)'],
    [
      'tooManyRequests',
      "couldn't start executing the request in 10.000 seconds, since -search.maxConcurrentRequests=16 concurrent requests are executed",
    ],
    ['timeout', 'timeout: query timed out in expression evaluation'],
    ['timeout', 'execution: context deadline exceeded'],
    ['unreachable', 'Post "http://prometheus:9090/api/v1/query": dial tcp: lookup prometheus: no such host'],
    ['rejected', 'bad_data: invalid parameter "query": 1:5: parse error: unexpected "{"'],
  ])('is called %s: %s', (kind, said) => {
    expect(handedOn(said)).toBe(kind);
    // The same where a data source's own API is asked, with the status as it was.
    expect(failed(422, { status: 'error', errorType: 'execution', error: said })).toBe(kind);
  });
});

it.each<[number, QueryFailureKind]>([
  [401, 'signedOut'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [429, 'tooManyRequests'],
  [502, 'unreachable'],
  [504, 'timeout'],
  [0, 'unreachable'],
])('status %i of Grafana itself is called %s', (status, kind) => {
  expect(failed(status, { message: 'No' })).toBe(kind);
});

it('an answer that says nothing of a status cannot be read', () => {
  expect(failureOf('memory', new AnswerError('no frames'), false).kind).toBe('unreadable');
});
