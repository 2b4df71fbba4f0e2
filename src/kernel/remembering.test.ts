import { remembering } from './remembering';

describe('remembering', () => {
  const counted = (longest = 10) => {
    const asked: string[] = [];
    return { asked, read: remembering((text) => (asked.push(text), { text }), longest) };
  };

  it('reads a text once', () => {
    const { asked, read } = counted();
    expect(read('a')).toBe(read('a'));
    expect(read('b')).toEqual({ text: 'b' });
    expect(asked).toEqual(['a', 'b']);
  });

  it('keeps no text that is too long, and answers all the same', () => {
    const { asked, read } = counted(3);
    expect([read('long'), read('long')]).toEqual([{ text: 'long' }, { text: 'long' }]);
    expect(asked).toHaveLength(2);
  });

  it('forgets when there are too many', () => {
    const { asked, read } = counted();
    Array.from({ length: 501 }, (_, i) => read(String(i)));
    read('0');
    expect(asked.filter((text) => text === '0')).toHaveLength(2);
  });
});
