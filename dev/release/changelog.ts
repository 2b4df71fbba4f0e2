/** The section of a version, without its heading. Throws where there is none, or nothing in it. */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((each) => each.split(/\s/, 1)[0] === version);
  const notes = section?.split('\n').slice(1).join('\n').trim() ?? '';
  if (notes === '') {
    throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  }
  return notes;
}
