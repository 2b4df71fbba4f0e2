import path from 'node:path';
import { publishedStack, startTestStack } from './stack';

/** Starts the services unless "npm test" has; answers how to stop them. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (publishedStack()) {
    return undefined;
  }
  const { close } = await startTestStack(path.resolve(__dirname, '../.demo/test'));
  return close;
}
