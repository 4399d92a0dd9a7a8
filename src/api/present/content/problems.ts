import type { PinProblem, ProblemCode } from '../../../content/index.ts';
import type { Locale } from '../../../foundation/kit/index.ts';
import type { PlannedPinPage } from '../../contract/planned-pins.ts';

type Say = (about: { readonly count: string; readonly most: string }) => string;
type Words = Readonly<Record<ProblemCode, readonly [text: Say, remedy: string]>>;

const nl: Words = {
  'media-missing': [() => 'Er is nog geen beeld.', 'Kies een beeld uit de bibliotheek, of upload er een.'],
  'media-gone': [() => 'Een gekozen beeld staat niet meer in de bibliotheek.', 'Kies een ander beeld.'],
  'slides-few': [
    ({ count }) => `Een carrousel heeft 2 tot 5 beelden; dit zijn er ${count}.`,
    'Voeg beelden toe, of haal er weg.',
  ],
  'slides-differ': [() => 'De beelden van de carrousel zijn niet even groot.', 'Snijd ze op dezelfde maat bij.'],
  'picture-small': [
    ({ count, most }) => `Het beeld is ${count} pixels breed; onder ${most} wordt het onscherp.`,
    'Neem een groter beeld: 1000 bij 1500 is goed.',
  ],
  'picture-shape': [
    () => 'De verhouding van het beeld past slecht in de feed.',
    'Snijd het bij op 2:3; dan toont Pinterest het in zijn geheel.',
  ],
  'board-missing': [() => 'Er is nog geen bord gekozen.', 'Kies een bord.'],
  'moment-missing': [() => 'Er is nog geen moment gekozen.', 'Kies een datum en tijd.'],
  'moment-past': [() => 'Het gekozen moment is voorbij.', 'Kies een moment dat nog komt.'],
  'title-missing': [() => 'Er is geen titel.', 'Een titel helpt mensen de Pin te vinden.'],
  'title-long': [({ count, most }) => `De titel heeft ${count} tekens; ${most} mogen er.`, 'Maak de titel korter.'],
  'description-missing': [() => 'Er is geen beschrijving.', 'Zonder beschrijving wordt de Pin minder gevonden.'],
  'description-long': [
    ({ count, most }) => `De beschrijving heeft met de reclamevermelding ${count} tekens; ${most} mogen er.`,
    'Maak de beschrijving korter.',
  ],
  'alt-missing': [() => 'Er is geen alternatieve tekst.', 'Beschrijf het beeld voor wie het niet ziet.'],
  'alt-long': [
    ({ count, most }) => `De alternatieve tekst heeft ${count} tekens; ${most} mogen er.`,
    'Maak de tekst korter.',
  ],
  'link-missing': [() => 'De Pin leidt nergens heen.', 'Geef een link, als er een pagina bij hoort.'],
  'link-wrong': [() => 'De link is geen webadres.', 'Begin met https:// en schrijf het hele adres.'],
  'link-long': [
    ({ count, most }) => `De link is met de UTM-parameters ${count} tekens lang; ${most} mogen er.`,
    'Neem een kortere link.',
  ],
  'link-again': [
    ({ most }) => `Een andere Pin leidt binnen ${most} dagen naar dezelfde pagina.`,
    'Plan ze verder uit elkaar, of neem een andere pagina.',
  ],
  'picture-again': [
    ({ most }) => `Een andere Pin toont binnen ${most} dagen hetzelfde beeld.`,
    'Plan ze verder uit elkaar, of neem een ander beeld.',
  ],
  'day-full': [
    ({ count, most }) => `Op deze dag staan ${count} Pins; afgesproken zijn er hoogstens ${most}.`,
    'Kies een andere dag.',
  ],
};

const en: Words = {
  'media-missing': [() => 'There is no picture yet.', 'Choose one from the library, or upload one.'],
  'media-gone': [() => 'A chosen picture is no longer in the library.', 'Choose another picture.'],
  'slides-few': [
    ({ count }) => `A carousel has 2 to 5 pictures; this one has ${count}.`,
    'Add pictures, or take some out.',
  ],
  'slides-differ': [() => 'The pictures of the carousel differ in size.', 'Cut them to the same size.'],
  'picture-small': [
    ({ count, most }) => `The picture is ${count} pixels wide; below ${most} it looks blurred.`,
    'Take a larger one: 1000 by 1500 is fine.',
  ],
  'picture-shape': [
    () => 'The shape of the picture does not suit the feed.',
    'Cut it to 2:3; Pinterest then shows all of it.',
  ],
  'board-missing': [() => 'No board has been chosen yet.', 'Choose a board.'],
  'moment-missing': [() => 'No moment has been chosen yet.', 'Choose a date and time.'],
  'moment-past': [() => 'The chosen moment has passed.', 'Choose a moment to come.'],
  'title-missing': [() => 'There is no title.', 'A title helps people find the Pin.'],
  'title-long': [
    ({ count, most }) => `The title has ${count} characters; ${most} are allowed.`,
    'Make the title shorter.',
  ],
  'description-missing': [() => 'There is no description.', 'Without one the Pin is found less.'],
  'description-long': [
    ({ count, most }) => `With the disclosure the description has ${count} characters; ${most} are allowed.`,
    'Make the description shorter.',
  ],
  'alt-missing': [() => 'There is no alt text.', 'Describe the picture for those who cannot see it.'],
  'alt-long': [
    ({ count, most }) => `The alt text has ${count} characters; ${most} are allowed.`,
    'Make the text shorter.',
  ],
  'link-missing': [() => 'The Pin leads nowhere.', 'Give a link if there is a page to go with it.'],
  'link-wrong': [() => 'The link is no web address.', 'Begin with https:// and write the whole address.'],
  'link-long': [
    ({ count, most }) => `With its UTM parameters the link has ${count} characters; ${most} are allowed.`,
    'Take a shorter link.',
  ],
  'link-again': [
    ({ most }) => `Another Pin leads to the same page within ${most} days.`,
    'Plan them further apart, or take another page.',
  ],
  'picture-again': [
    ({ most }) => `Another Pin shows the same picture within ${most} days.`,
    'Plan them further apart, or take another picture.',
  ],
  'day-full': [
    ({ count, most }) => `There are ${count} Pins on this day; at most ${most} were agreed.`,
    'Choose another day.',
  ],
};

const words: Readonly<Record<Locale, Words>> = { nl, en };

/** A problem in the reader's language, with what to do about it. */
export const presentProblem = (problem: PinProblem, locale: Locale): PlannedPinPage['problems'][number] => {
  const { code, stops, field, count, most } = problem;
  const [text, remedy] = words[locale][code];
  return { code, stops, field, text: text({ count: String(count ?? ''), most: String(most ?? '') }), remedy };
};
