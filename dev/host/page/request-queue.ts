import { Observable, type Subscription } from 'rxjs';

/** Over HTTP/1.1 Grafana sends so many questions to data sources at once; the others wait before they leave the browser. */
const MOST_AT_ONCE = 5;

const dataQuestion = /^\/?api\/(?:ds\/query|datasources\/(?:proxy|uid)\/)/;

export interface RequestQueue {
  /** The same request, held back until it is its turn. */
  inTurn<T>(url: string, request: Observable<T>): Observable<T>;
}

export function createRequestQueue(): RequestQueue {
  const waiting: Array<() => void> = [];
  let running = 0;

  function done(): void {
    running -= 1;
    waiting.shift()?.();
  }

  return {
    inTurn: <T>(url: string, request: Observable<T>) => {
      if (!dataQuestion.test(url)) {
        return request;
      }
      return new Observable<T>((subscriber) => {
        let sent: Subscription | undefined;
        const start = (): void => {
          running += 1;
          sent = request.subscribe(subscriber);
          sent.add(done);
        };
        if (running < MOST_AT_ONCE) {
          start();
        } else {
          waiting.push(start);
        }
        return () => {
          const place = waiting.indexOf(start);
          if (place >= 0) {
            waiting.splice(place, 1);
          }
          sent?.unsubscribe();
        };
      });
    },
  };
}
