// Where Alertmanager delivers in docker compose: each notification becomes a line of "docker compose logs alert-receiver".
import { createServer } from 'node:http';

interface Notification {
  status?: string;
  alerts?: Array<{ status?: string; labels?: Record<string, string>; annotations?: Record<string, string> }>;
}

const port = 8080;

createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
  request.on('end', () => {
    // Whoever asks whether it is up does not notify.
    if (request.method === 'POST') {
      print(request.url ?? '', body);
    }
    response.writeHead(200).end();
  });
}).listen(port, () => console.log(`listening on ${port}`));

function print(receiver: string, body: string): void {
  try {
    const { alerts = [] } = JSON.parse(body) as Notification;
    for (const { status, labels = {}, annotations = {} } of alerts) {
      console.log(
        `${receiver} ${status} ${labels.alertname} ${labels.cluster ?? ''} ${labels.node}: ${annotations.summary}`
      );
    }
  } catch {
    console.log(`${receiver} not read: ${body.slice(0, 200)}`);
  }
}
