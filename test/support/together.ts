declare const togetherFiles: readonly { path: string; title: string; isAlone: boolean }[];
declare const loadTogether: (title: string, load: () => void) => void;

/** Declares the tests of all files of this share, each under the name of its file. */
export function declareTogether(): void {
  for (const { path, title, isAlone } of togetherFiles) {
    const load = () => void require(path);
    describe(title, () => loadTogether(title, isAlone ? () => jest.isolateModules(load) : load));
  }
}
