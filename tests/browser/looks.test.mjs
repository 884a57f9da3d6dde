// Pictures of every view, to be looked at.
import { newer, older } from './inputs.mjs';
import { visiting } from './visiting.mjs';

for (const scheme of ['dark', 'light'])
  for (const ratio of [1, 2])
    visiting(`every view in ${scheme} at pixel ratio ${ratio}`, { scheme, ratio }, async (visit) => {
      const name = (view) => `${view}-${scheme}-${ratio}`;
      await visit.drop(older, newer);
      await visit.see('button', /^B shop/);
      await visit.finished();
      for (const tab of ['Files', 'Packages', 'Layers', 'Settings', 'History', 'Findings', 'Treemap', 'Waste']) {
        await visit.press('tab', new RegExp(`^${tab}`));
        await visit.picture(name(`compare-${tab.toLowerCase()}`));
      }
      await visit.press('tab', /^History/);
      await visit.press('radio', 'Dockerfile');
      await visit.picture(name('compare-dockerfile'));
      await visit.press('radio', 'Rows');
      await visit.press('button', /^A shop/);
      await visit.press('menuitem', 'Stop comparing');
      await visit.see('button', /^shop\/api:1\.1/);
      for (const tab of ['Treemap', 'Waste', 'Packages', 'Findings', 'Config', 'History', 'Files']) {
        await visit.press('tab', new RegExp(`^${tab}`));
        await visit.picture(name(tab.toLowerCase()));
      }
      await visit.press('tab', /^Waste/);
      for (const [list, shot] of [['By file', 'waste-files'], ['By class', 'waste-classes'], ['What to change', 'waste-advice']]) {
        await visit.press('radio', list);
        await visit.picture(name(shot));
      }
      await visit.press('tab', /^History/);
      await visit.press('radio', 'Dockerfile');
      await visit.picture(name('dockerfile'));
      for (const [key, shot] of [['Control+KeyK', 'palette'], ['Shift+Slash', 'help']]) {
        await visit.page.keyboard.press(key);
        await visit.picture(name(shot));
        await visit.page.keyboard.press('Escape');
      }
    });
