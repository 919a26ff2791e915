package dev.fairground.platform.practices;

import java.util.List;

/** One file of the catalogue: practices about one subject, under the file's name, heading and introduction. */
public record PracticeGroup(String name, String title, String introduction, List<Practice> practices) {

    /** How many of the group's practices are in this state. */
    public long count(Practice.State state) {
        return practices.stream().filter(practice -> practice.state() == state).count();
    }
}
