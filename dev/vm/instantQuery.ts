/** One row of an instant vector. */
export interface Row {
  metric: Record<string, string>;
  value: [seconds: number, value: string];
}

/** Asks Prometheus or VictoriaMetrics; throws with the server's words. */
export async function instantQuery(
  url: string,
  expr: string,
  atSeconds: number,
  more: Record<string, string> = {}
): Promise<Row[]> {
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query: expr, time: String(atSeconds), ...more }),
  });
  const body = (await response.json()) as { status: string; error?: string; data?: { result: Row[] } };
  if (body.status !== 'success' || !body.data) {
    throw new Error(`${body.error ?? response.statusText}\n${expr}`);
  }
  return body.data.result;
}
