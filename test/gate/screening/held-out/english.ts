/**
 * Offences in English that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const ENGLISH_HELD_OUT: Wordings = {
  political: lines(`
    acting as a member of a proscribed organisation
    providing material support or resources to a designated terrorist organisation
    recruiting persons for an extremist group
    praising terrorist acts on social media
    rioting
    incitement to civil unrest
    convening an illegal procession
    crimes against the foundations of the constitutional system
    undermining the sovereignty and territorial integrity
    publicly discrediting state bodies
    spreading rumours prejudicial to public order
    non-compliance with the duties of a foreign agent
    slander of the monarch
    contempt of the national anthem
    sedition
    exciting disaffection towards the government
    passing information to a foreign intelligence service
    attempt to seize state power by force
  `),
  military: lines(`
    leaving the military unit without permission
    evading compulsory military service
    failure to comply with a mobilisation order
    refusal of conscription
    disobeying a military superior
    spreading false statements discrediting the military
    cowardice in the face of the enemy
  `),
  religious: lines(`
    renouncing Islam
    uttering words with intent to wound religious feelings
    derogatory remarks about holy personages
    continuing the activities of a banned religious organisation
    distributing religious literature without a licence
    being the adherent of a destructive sect
    sorcery
  `),
  racial: lines(`
    inciting hatred on grounds of race
    promoting enmity between ethnic groups
    propaganda of ethnic superiority
    insult on account of ethnic origin
    spreading racist ideas
    incitement to tribal violence
  `),
  ordinary: lines(`
    detonating a bomb in a market
    attempted murder of a minister by shooting
    terrorist attack with a vehicle causing deaths
    arms trafficking to a criminal gang
    conspiracy to defraud the state budget
    fraud against members of a church
    robbery of a synagogue with a firearm
    sexual assault of a minor by a priest
    theft of army vehicles
    fraudulent procurement for the armed forces
    smuggling of migrants
    bribing a foreign public official
    misuse of government funds
    cybercrime against a government ministry
    spreading malware
    false statements to obtain a loan
    leading an organised criminal group
    evasion of excise duties
    refusal to give evidence
    trafficking of cocaine by members of a cartel
    murder of a police officer on duty
    kidnapping of a journalist for ransom
    prison break
    vandalism of a cemetery
    obstruction of justice
    counterfeiting of currency
  `),
};
