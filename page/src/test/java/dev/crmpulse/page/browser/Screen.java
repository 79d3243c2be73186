package dev.crmpulse.page.browser;

/** The size of a window, in pixels. */
public record Screen(int width, int height) {
    public static final Screen LAPTOP = new Screen(1440, 900);
    public static final Screen DESKTOP = new Screen(1920, 1080);
}
