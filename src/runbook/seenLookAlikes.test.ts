import { refusedMessage } from '../test/answers';
import { seenLookAlikes } from './seenLookAlikes';

const seen = (...messages: Array<string | undefined>) =>
  seenLookAlikes({ events: messages.map((message) => ({ reason: 'Failed', message, count: 1 })) });

it('tells look-alikes from the fault itself, each once', () => {
  const inotify = 'inotify_add_watch /sys/fs/cgroup/memory/kubepods: no space left on device';
  expect(seen(inotify, refusedMessage, inotify, undefined)).toEqual(['inotify-limit']);
  expect(seen(refusedMessage)).toEqual([]);
});
