/** A writing system in the pack of letters: what is drawn of it, and in which families of type. */
export interface Script {
  /** The domain's name. */
  readonly name: string;
  /** As font packages name the part of a font that holds it. */
  readonly subset: string;
  /** Letters that no other script of the pack has in the same shape. */
  readonly letters: readonly string[];
  /** Packages `@fontsource/<family>`. */
  readonly families: readonly string[];
  readonly perLetter: number;
}

/** Enough of each letter for a hundred to learn from, besides validation and test. */
const PER_TARGET_LETTER = 200;
const PER_SOURCE_LETTER = 45;

/** Families by the script that they are also drawn for. */
const GREEK =
  'alegreya arimo tinos cousine comfortaa didact-gothic eb-garamond gfs-didot jura play roboto-slab vollkorn press-start-2p cardo';
const HEBREW =
  'arimo tinos cousine cardo rubik heebo assistant frank-ruhl-libre suez-one varela-round amatic-sc noto-sans-hebrew alef david-libre secular-one';
const THAI =
  'sarabun prompt kanit itim taviraj k2d bai-jamjuree chakra-petch fahkwang sriracha noto-serif-thai';
const DEVANAGARI =
  'hind poppins kalam khand baloo-2 martel modak rajdhani teko yantramanav biryani halant karma inknut-antiqua';
const ARABIC = 'rubik cairo tajawal almarai lalezar reem-kufi amiri lateef vazirmatn el-messiri';
const CYRILLIC =
  'alegreya arimo tinos cousine comfortaa didact-gothic eb-garamond jura old-standard-tt play roboto-slab vollkorn press-start-2p rubik amatic-sc el-messiri lobster pacifico caveat';
const LATIN_ONLY = 'lobster pacifico unifrakturmaguntia caveat old-standard-tt';
/** Without Latin letters, or with capitals in the place of small ones. */
const UNUSUAL_LATIN = new Set(['noto-sans-hebrew', 'amatic-sc']);

const words = (text: string): string[] => text.split(' ');
const unique = (...texts: string[]): string[] => [...new Set(texts.flatMap(words))];

/** Small backbones may learn from these. */
export const SOURCE_SCRIPTS: readonly Script[] = [
  {
    name: 'Latin',
    subset: 'latin',
    letters: words('A B C D E F G H I J K L M N O P Q R S T U V W X Y Z a b d e g h q r t'),
    families: unique(GREEK, HEBREW, THAI, DEVANAGARI, LATIN_ONLY).filter((name) => !UNUSUAL_LATIN.has(name)),
    perLetter: PER_SOURCE_LETTER,
  },
  {
    name: 'Cyrillic',
    subset: 'cyrillic',
    letters: words('Б Д Ж И Ц Ч Щ Ы Э Ю Я'),
    families: unique(CYRILLIC),
    perLetter: PER_SOURCE_LETTER,
  },
  {
    name: 'Arabic',
    subset: 'arabic',
    letters: words('ب ج د ر س ص ط ع ق ك ل م ن ه و ي'),
    families: unique(ARABIC),
    perLetter: PER_SOURCE_LETTER,
  },
];

/** Nothing that ships with Graft was trained on these: they are honest targets. */
export const TARGET_SCRIPTS: readonly Script[] = [
  {
    name: 'Greek',
    subset: 'greek',
    letters: words('γ δ ζ λ ξ σ φ ω'),
    families: unique(GREEK),
    perLetter: PER_TARGET_LETTER,
  },
  {
    name: 'Hebrew',
    subset: 'hebrew',
    letters: words('א ב ג ד ה ח כ ת'),
    families: unique(HEBREW),
    perLetter: PER_TARGET_LETTER,
  },
  {
    name: 'Thai',
    subset: 'thai',
    letters: words('ก ข ค ด ต ถ พ ม'),
    families: unique(THAI),
    perLetter: PER_TARGET_LETTER,
  },
  {
    name: 'Devanagari',
    subset: 'devanagari',
    letters: words('क ख घ प फ म य ष'),
    families: unique(DEVANAGARI),
    perLetter: PER_TARGET_LETTER,
  },
];
