/** Code that breaks each rule of the house once, so that the rules can be seen to bite. Nothing of it ever runs. */
@NullMarked
package broken;

import org.jspecify.annotations.NullMarked;
