import { MenuChoices } from '../controls/menu';
import { chooseLanguage, LANGUAGES, language } from '../language/language';
import { t } from '../language/t';

/** In the menu of the graph. The page loads again in the other language. */
export function LanguageChoice() {
  return <MenuChoices label={t('Language')} value={language} options={LANGUAGES} onChange={chooseLanguage} />;
}
