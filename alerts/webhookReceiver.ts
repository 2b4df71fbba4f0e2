import { createServer } from 'node:http';
import { type Service } from '../dev/launcher/service';

/** What Alertmanager posts to a webhook. */
export interface Notification {
  /** Path of the receiver's address. */
  receiver: string;
  status: 'firing' | 'resolved';
  groupLabels: Record<string, string>;
  alerts: Array<{ status: string; labels: Record<string, string>; annotations: Record<string, string> }>;
}

/** Keeps every notification in the order of arrival. */
export async function startReceiver(port: number): Promise<Service & { received: Notification[] }> {
  const received: Notification[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Omit<Notification, 'receiver'>;
      received.push({ ...body, receiver: (request.url ?? '').slice(1) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, received, close };
}
