import en from './en-US.json';
import zh from './zh-Hans.json';

it.each([
  ['en-US', en],
  ['zh-Hans', zh],
])('no text of a runbook in %s states a figure that is set elsewhere', (_, catalogue) => {
  const stated = Object.entries(catalogue).filter(
    ([key, text]) => /^(?:runbook|pitfall)\./.test(key) && /64 MiB|10,000|\b20 ?%/.test(text)
  );
  expect(stated).toEqual([]);
});
