package dev.crmpulse.page;

import java.util.List;

/**
 * The boards of one language.
 *
 * @param language as the folder of its files is called, such as {@code en}
 * @param title as Grafana calls the folder
 */
record BoardFolder(String language, String title, List<BoardFile> boards) {
    BoardFolder {
        boards = List.copyOf(boards);
    }
}
